"""The dialogue of a sitting: the part each turn plays, which turns answer which, and speech that was interrupted."""

from index.exchanges.model import Exchanges, exchanges_of
from index.exchanges.sheet import Part

__all__ = ["Exchanges", "Part", "exchanges_of"]
