"""How the bundled encoder was made: `python -m index.encoders.training DATA OUT`. Not needed to use it."""
