"""How the desk looks: colours by name, fonts, one style sheet. Nothing here knows what is shown."""

from coderdesk.ui.theme.appearance import Appearance, Mode, apply_theme, theme_for, theme_of
from coderdesk.ui.theme.colours import Theme

__all__ = ["Appearance", "Mode", "Theme", "apply_theme", "theme_for", "theme_of"]
