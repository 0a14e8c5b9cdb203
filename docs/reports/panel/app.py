"""A map in Panel: ``pip install panel``, then ``panel serve app.py``."""

import panel

import geo
import layers

panel.extension()
sco = geo.load_bloc("sco")


def membership(day):
    """Return a pane of HTML: ``pane.Folium`` takes only what folium itself defines."""
    return panel.pane.HTML(layers.build_map(sco, "sco-membership", as_of=day), height=560, sizing_mode="stretch_width")


days = panel.widgets.DiscreteSlider(name="Day", options=["2001-06-15", "2017-06-09", "2024-07-04"], value="2024-07-04")
panel.Column(days, panel.bind(membership, days)).servable()
