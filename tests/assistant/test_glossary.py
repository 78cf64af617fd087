from pathlib import Path

import pytest

from assistant.glossary import Glossary
from index.errors import SettingsError


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "words.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_any_form_of_a_group_gives_all_its_forms(tmp_path: Path) -> None:
    glossary = Glossary.read(write(tmp_path, "# the house\n\nOCMW = CPAS = public centre\nbtw = VAT\n"))
    group = [("ocmw",), ("cpas",), ("public", "centre")]
    assert glossary.find(["the", "cpas", "of"]) == [(1, 2, group)]
    assert glossary.find(["vat", "public", "centre"]) == [(0, 1, [("btw",), ("vat",)]), (1, 3, group)]


def test_the_longest_form_wins() -> None:
    glossary = Glossary([["social", "sociaal"], ["bond", "obligatie"], ["social impact bond", "SIB"]])
    assert [(start, end) for start, end, _ in glossary.find(["a", "social", "impact", "bond"])] == [(1, 4)]
    assert [(start, end) for start, end, _ in glossary.find(["social", "bond"])] == [(0, 1), (1, 2)]


def test_forms_are_folded_and_words_of_no_group_give_nothing() -> None:
    glossary = Glossary([["Dépôt-Noir", "zwart depot"]])
    assert glossary.find(["depot", "noir"])[0][:2] == (0, 2)
    assert glossary.find(["depot"]) == []
    assert Glossary([]).find(["depot"]) == []


@pytest.mark.parametrize("line", ["alone", "a lot =", "= 7", "?? = !!"])
def test_a_line_that_is_no_group_is_refused_with_file_and_line(tmp_path: Path, line: str) -> None:
    path = write(tmp_path, f"# comment\nEU = UE\n{line}\n")
    with pytest.raises(SettingsError) as refused:
        Glossary.read(path)
    assert f"{path}: line 3" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_file_that_is_not_there_or_is_no_text_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"missing\.txt cannot be read"):
        Glossary.read(tmp_path / "missing.txt")
    (tmp_path / "latin.txt").write_bytes("é = e\n".encode("latin-1"))
    with pytest.raises(SettingsError, match=r"latin\.txt cannot be read"):
        Glossary.read(tmp_path / "latin.txt")


def test_the_glossary_that_comes_with_the_program_knows_social_impact_bonds() -> None:
    ((_, _, forms),) = Glossary.read().find(["sibs"])
    assert ("social", "impact", "bonds") in forms
    assert ("sociale", "impactobligaties") in forms
