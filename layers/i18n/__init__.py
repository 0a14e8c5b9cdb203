"""The interface's words in each language, and the sentences made from them."""
