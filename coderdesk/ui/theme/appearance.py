"""Choosing a theme and laying it over the application; following the system while nobody chose."""

from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from string import Template

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFontMetrics, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from coderdesk.shared.resources import resource_path
from coderdesk.ui.theme.colours import Theme, load_theme
from coderdesk.ui.theme.fonts import code_font, interface_font, small

_PROPERTY = "coderdesk.theme"
_DEFAULT_PIXELS = 13


class Mode(StrEnum):
    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


_SCHEMES = {
    Mode.SYSTEM: Qt.ColorScheme.Unknown,
    Mode.LIGHT: Qt.ColorScheme.Light,
    Mode.DARK: Qt.ColorScheme.Dark,
}


@cache
def _theme(name: str) -> Theme:
    return load_theme(name)


def theme_for(mode: Mode | str, app: QGuiApplication) -> Theme:
    """The theme of a mode; for "system" the one that the platform asks for, light when it does not say."""
    chosen = Mode(mode)
    if chosen is Mode.SYSTEM:
        chosen = Mode.DARK if app.styleHints().colorScheme() is Qt.ColorScheme.Dark else Mode.LIGHT
    return _theme(chosen.value)


def theme_of() -> Theme:
    """The theme that the application wears, as its palette widened; light before one was applied."""
    app = QApplication.instance()
    worn = app.property(_PROPERTY) if app is not None else None
    return worn if isinstance(worn, Theme) else _theme("light")


def apply_theme(app: QApplication, theme: Theme, *, font_size: int = _DEFAULT_PIXELS) -> None:
    """Lay style, palette, fonts and style sheet over the application. `font_size` in logical pixels."""
    for _ in theme_steps(app, theme, font_size=font_size):
        pass


def theme_steps(app: QApplication, theme: Theme, *, font_size: int = _DEFAULT_PIXELS) -> Iterator[None]:
    """`apply_theme` in pieces of some 30 ms, between which the event loop may run; the windows are not painted until the end.

    The old style sheet is taken off before the new one is laid on: Qt answers a sheet in the place of another by dressing
    every widget once for each of its ancestors, which takes half a second for a desk of four hundred widgets.
    """
    if not isinstance(app.property(_PROPERTY), Theme):  # once: under a style sheet the style no longer tells its name
        app.setStyle("Fusion")
    windows = [one for one in app.topLevelWidgets() if one.isVisible() and one.updatesEnabled()]
    for window in windows:
        window.setUpdatesEnabled(False)
    try:
        app.setProperty(_PROPERTY, theme)
        app.setPalette(_palette(theme))
        app.setFont(interface_font(font_size))
        app.setCursorFlashTime(0)  # nothing on the desk blinks
        sheet = style_sheet(theme, font_size)
        if app.styleSheet():
            app.setStyleSheet("")
            yield
        app.setStyleSheet(sheet)
        yield
    finally:
        for window in windows:
            if isValid(window):
                window.setUpdatesEnabled(True)


def style_sheet(theme: Theme, font_size: int) -> str:
    """The style sheet with the theme's tokens and the sizes that follow from the font. Raises KeyError for an unknown token."""
    template = Template(resource_path("themes", "desk.qss").read_text(encoding="utf-8"))
    return template.substitute(
        theme.colours,
        font=font_size,
        small=small(font_size),
        line=QFontMetrics(interface_font(font_size)).height() + 2,
        title=font_size + 4,
        code_family=code_font(font_size).family(),
        control=font_size + 9,
        pictures=resource_path("themes").as_posix(),
        theme=theme.name,
    )


def _palette(theme: Theme) -> QPalette:
    role = QPalette.ColorRole
    tokens = {
        role.Window: "panel",
        role.WindowText: "text",
        role.Base: "paper",
        role.AlternateBase: "panel",
        role.Text: "text",
        role.Button: "raised",
        role.ButtonText: "text",
        role.BrightText: "red",
        role.ToolTipBase: "raised",
        role.ToolTipText: "text",
        role.PlaceholderText: "faint",
        role.Highlight: "passage",
        role.HighlightedText: "text",
        role.Link: "link",
        role.LinkVisited: "link",
        role.Accent: "accent",
        role.Light: "raised",
        role.Midlight: "hairline",
        role.Mid: "hairline",
        role.Dark: "edge",
        role.Shadow: "shade",
    }
    palette = QPalette()
    for place, token in tokens.items():
        palette.setColor(place, theme.colour(token))
    for place in (role.Text, role.WindowText, role.ButtonText, role.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, place, QColor(theme.colours["disabled"]))
    return palette


class Appearance(QObject):
    """What the person chose, applied; while the mode is "system" a change of the platform's colours is followed at once."""

    changed = Signal(object)

    def __init__(self, app: QApplication, *, mode: Mode | str = Mode.SYSTEM, font_size: int = _DEFAULT_PIXELS) -> None:
        super().__init__(app)
        self._app = app
        self.mode = Mode(mode)
        self.font_size = font_size
        self._steps: Iterator[None] = iter(())
        self._turn = QTimer(self)
        self._turn.timeout.connect(self._step)
        app.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)

    @property
    def theme(self) -> Theme:
        return theme_for(self.mode, self._app)

    def apply(self) -> None:
        """Also tells the platform, so that the window's own frame does not stay light over a dark desk.

        Under a visible window the change comes in pieces; `changed` tells of its end.
        """
        self._turn.stop()
        for _ in self._steps:
            pass
        self._app.styleHints().setColorScheme(_SCHEMES[self.mode])
        self._steps = theme_steps(self._app, self.theme, font_size=self.font_size)
        if any(one.isVisible() for one in self._app.topLevelWidgets()):
            self._turn.start(0)
        else:
            while self._step():
                pass

    def _step(self) -> bool:
        """The next piece of a change, in a turn of the event loop of its own; False after the last."""
        for _ in self._steps:
            return True
        self._turn.stop()
        self.changed.emit(self.theme)
        return False

    def set_mode(self, mode: Mode | str) -> None:
        self.mode = Mode(mode)
        self.apply()

    def set_font_size(self, pixels: int) -> None:
        self.font_size = pixels
        self.apply()

    def _on_scheme_changed(self, _scheme: Qt.ColorScheme) -> None:
        if self.mode is Mode.SYSTEM and theme_of() is not self.theme:
            self.apply()


def reduced_motion(app: QGuiApplication) -> bool:
    """Whether the person asked the platform for less movement; platforms too old to be asked count as no."""
    hints = app.styleHints()
    accessibility = hints.accessibility() if hasattr(hints, "accessibility") else None
    if accessibility is None or not hasattr(accessibility, "motionPreference"):
        return False
    return getattr(accessibility.motionPreference(), "name", "") == "ReducedMotion"
