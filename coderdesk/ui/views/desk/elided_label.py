"""The line that is cut with an ellipsis, under the name by which the desk knows it."""

from coderdesk.ui.theme.elided_label import ElidedLabel

__all__ = ["ElidedLabel"]
