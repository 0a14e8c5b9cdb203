"""A map in Streamlit: ``pip install streamlit streamlit-folium``, then ``streamlit run app.py``."""

import streamlit
from streamlit_folium import st_folium

import geo
import layers

load_bloc = streamlit.cache_resource(geo.load_bloc)

day = streamlit.select_slider("Day", ["2001-06-15", "2017-06-09", "2023-07-04", "2024-07-04"], value="2024-07-04")
st_folium(
    layers.build_map(load_bloc("sco"), "sco-membership", as_of=day),
    key=f"membership on {day}",  # under one key Streamlit would keep the first map
    height=560,
    use_container_width=True,
    returned_objects=["zoom"],  # each view that comes back runs the app again; [] where none is wanted
)
