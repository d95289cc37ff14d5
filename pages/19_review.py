import streamlit as st

from ems_dashboard.views.frame import acting, blocks
from ems_dashboard.views.frame.guard import guard
from ems_dashboard.views.review import lessons, review

here = guard("review")
acting.style()
review.style()
left, right = st.columns([40, 60], vertical_alignment="bottom")
with left:
    found = review.choose(here)
if found is None:
    acting.calm(here.words("review.none"))
else:
    with right:
        review.document(here, found)
    blocks.put(review.measures(here, found))
    review.course(here, found)
    first, second = st.columns(2)
    with first:
        review.levels(here, found)
        review.moved(here, found)
        review.reports(here, found)
    with second:
        review.orders(here, found)
        lessons.show(here, found)
