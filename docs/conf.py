"""How Sphinx makes the site of the documentation; scripts/make_docs.py lays out what it reads."""

from __future__ import annotations

import geo

project = "blocmap"
author = "the blocmap authors"
version = release = geo.__version__
language = "en"

extensions = [
    "myst_nb",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 4
# Tables of commas have no colours of their own.
suppress_warnings = ["misc.highlighting_failure"]

autodoc_typehints = "signature"
autodoc_member_order = "bysource"
autodoc_default_options = {"members": True, "show-inheritance": True}
napoleon_google_docstring = False

# scripts/make_docs.py has run the notebooks, so that they show what they give today.
nb_execution_mode = "off"

html_theme = "furo"
html_title = "blocmap"
html_show_sphinx = False
html_show_copyright = False
html_show_sourcelink = False
html_copy_source = False
html_last_updated_fmt = None
html_static_path = ["static"]
html_css_files = ["site.css"]
exclude_patterns = ["static"]
