"""The theme laid over the application: following the system, one style sheet, fonts, icons."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFontInfo, QFontMetricsF, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from coderdesk.domain.clinical.encounter import EncounterStatus
from coderdesk.domain.values.finding import Severity
from coderdesk.ui.icons import GLYPHS, icon
from coderdesk.ui.theme import Appearance, Mode, apply_theme, theme_for, theme_of
from coderdesk.ui.theme.appearance import style_sheet
from coderdesk.ui.theme.colours import LETTERS, load_theme
from coderdesk.ui.theme.fonts import code_font, columns_font, document_font, figures_font, interface_font, small
from coderdesk.ui.theme.parts import EmptyState, set_role


@pytest.fixture
def app(qapp: QApplication) -> Iterator[QApplication]:
    """The application, undressed again afterwards."""
    before = qapp.palette(), qapp.font(), qapp.cursorFlashTime()
    yield qapp
    qapp.setStyleSheet("")
    qapp.setPalette(before[0])
    qapp.setFont(before[1])
    qapp.setCursorFlashTime(before[2])
    qapp.setProperty("coderdesk.theme", None)


@pytest.mark.parametrize(
    ("mode", "scheme", "expected"),
    [
        ("light", Qt.ColorScheme.Dark, "light"),
        ("dark", Qt.ColorScheme.Light, "dark"),
        ("system", Qt.ColorScheme.Dark, "dark"),
        ("system", Qt.ColorScheme.Light, "light"),
        ("system", Qt.ColorScheme.Unknown, "light"),
    ],
)
def test_theme_for(
    app: QApplication, monkeypatch: pytest.MonkeyPatch, mode: str, scheme: Qt.ColorScheme, expected: str
) -> None:
    """chosen / chosen / the system's / the system's / a system that does not say"""

    class Hints:
        def colorScheme(self) -> Qt.ColorScheme:
            return scheme

    monkeypatch.setattr(QApplication, "styleHints", lambda _self: Hints())
    assert theme_for(mode, app).name == expected


@pytest.mark.parametrize("name", ["light", "dark"])
def test_apply(app: QApplication, name: str) -> None:
    theme = load_theme(name)
    apply_theme(app, theme, font_size=15)
    assert theme_of() is theme
    assert app.palette().color(QPalette.ColorRole.Base) == theme.colour("paper")
    assert app.font().pixelSize() == 15
    assert app.cursorFlashTime() == 0
    app.setStyleSheet("")
    assert app.style().name().lower() == "fusion"


def test_the_style_sheet_has_no_token_left(app: QApplication) -> None:
    assert "$" not in style_sheet(load_theme("dark"), 13)


def test_a_switch_reaches_shown_widgets(app: QApplication, qtbot: QtBot) -> None:
    apply_theme(app, load_theme("light"))
    button = QPushButton("Save")
    set_role(button, "primary")
    qtbot.addWidget(button)
    button.show()
    grounds = []
    for name in ("light", "dark"):
        apply_theme(app, load_theme(name))
        image = button.grab().toImage()
        grounds.append(image.pixelColor(8, image.height() // 2).name())
    assert grounds == [load_theme(name).colours["accent"] for name in ("light", "dark")]


def test_appearance_tells_of_a_change(app: QApplication, qtbot: QtBot) -> None:
    appearance = Appearance(app, mode=Mode.LIGHT)
    appearance.apply()
    with qtbot.waitSignal(appearance.changed) as told:
        appearance.set_mode("dark")
    assert told.args[0].name == theme_of().name == "dark"
    appearance.set_font_size(16)
    assert app.font().pixelSize() == 16
    appearance.deleteLater()


def test_under_a_visible_window_a_change_comes_in_pieces_and_is_seen_at_the_end(
    app: QApplication, qtbot: QtBot
) -> None:
    """the event loop runs in between, and the window is painted once, in the new colours"""
    appearance = Appearance(app, mode=Mode.LIGHT)
    appearance.apply()
    button = QPushButton("Save")
    set_role(button, "primary")
    qtbot.addWidget(button)
    button.show()
    order: list[str] = []
    QTimer.singleShot(0, lambda: order.append("turn"))
    appearance.changed.connect(lambda _: order.append("changed"))
    appearance.set_mode("dark")
    assert order == []
    qtbot.waitUntil(lambda: "changed" in order)
    assert order == ["turn", "changed"]
    assert button.updatesEnabled()
    image = button.grab().toImage()
    assert image.pixelColor(8, image.height() // 2).name() == load_theme("dark").colours["accent"]
    appearance.deleteLater()


def test_a_second_change_before_the_first_is_done(app: QApplication, qtbot: QtBot) -> None:
    appearance = Appearance(app, mode=Mode.LIGHT)
    appearance.apply()
    button = QPushButton("Save")
    qtbot.addWidget(button)
    button.show()
    heard: list[str] = []
    appearance.changed.connect(lambda theme: heard.append(theme.name))
    appearance.set_mode("dark")
    appearance.set_mode("light")
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == ["light"]
    assert theme_of().name == "light"
    assert button.updatesEnabled()
    appearance.deleteLater()


@pytest.mark.parametrize(("mode", "followed"), [(Mode.SYSTEM, ["dark"]), (Mode.LIGHT, [])])
def test_following_the_system(
    app: QApplication, monkeypatch: pytest.MonkeyPatch, mode: Mode, followed: list[str]
) -> None:
    """The platform turns dark while the desk is open: followed by default, not against a choice."""
    appearance = Appearance(app, mode=mode)
    appearance.apply()
    heard: list[str] = []
    appearance.changed.connect(lambda theme: heard.append(theme.name))
    monkeypatch.setattr(
        "coderdesk.ui.theme.appearance.theme_for",
        lambda chosen, _app: load_theme("dark" if chosen is Mode.SYSTEM else "light"),
    )
    if mode is Mode.LIGHT:
        apply_theme(app, load_theme("light"))
    appearance._on_scheme_changed(Qt.ColorScheme.Dark)
    assert heard == followed
    appearance.deleteLater()


@pytest.mark.parametrize("name", ["light", "dark"])
def test_every_name_gives_a_colour(name: str) -> None:
    theme = load_theme(name)
    colours = [theme.colour(token) for token in theme.colours]
    colours += [theme.tint(letter) for letter in (*LETTERS, "1", "?", "")]
    colours += [theme.strong(letter) for letter in (*LETTERS, "1", "?", "")]
    colours += [theme.state(status) for status in EncounterStatus]
    colours += [theme.severity(severity) for severity in Severity]
    assert all(colour.isValid() for colour in colours)


def test_faces(app: QApplication) -> None:
    """Codes are monospaced and semi-bold; figures have one width; the second line is smaller."""
    wide, narrow = QFontMetricsF(code_font(13)), QFontMetricsF(figures_font(13))
    assert wide.horizontalAdvance("W") == wide.horizontalAdvance("i")
    assert {narrow.horizontalAdvance(figure) for figure in "0123456789"} == {narrow.horizontalAdvance("0")}
    assert QFontInfo(code_font(13)).family() == "IBM Plex Mono"
    assert code_font(13).weight() == interface_font(13, strong=True).weight() == 600
    assert (small(13), small(9), columns_font(15).pixelSize(), document_font(15).pixelSize()) == (11, 9, 12, 15)


def test_semi_bold_is_a_face_of_its_own(app: QApplication) -> None:
    """Not the regular one smeared: the strong words of a title are wider."""
    plain, strong = (QFontMetricsF(interface_font(13, strong=strong)) for strong in (False, True))
    assert strong.horizontalAdvance("infection") > plain.horizontalAdvance("infection")


@pytest.mark.parametrize("name", sorted(GLYPHS))
def test_icons_draw(app: QApplication, name: str) -> None:
    image = icon(name).pixmap(24, 24).toImage()
    inked = sum(image.pixelColor(x, y).alpha() > 100 for x in range(24) for y in range(24))
    assert inked > 8


def test_icons_follow_theme_and_state(app: QApplication) -> None:
    def darkest(mode: QIcon.Mode, state: QIcon.State) -> str:
        image = made.pixmap(64, 64, mode, state).toImage()
        points = (image.pixelColor(x, y) for x in range(64) for y in range(64))
        return max(points, key=lambda colour: colour.alpha()).name()

    made = icon("check", "text")
    for name in ("light", "dark"):
        theme = load_theme(name)
        apply_theme(app, theme)
        seen = [
            darkest(QIcon.Mode.Normal, QIcon.State.Off),
            darkest(QIcon.Mode.Normal, QIcon.State.On),
            darkest(QIcon.Mode.Disabled, QIcon.State.Off),
        ]
        assert seen == [theme.colours["text"], theme.colours["accent"], theme.colours["disabled"]]


def test_unknown_icon() -> None:
    with pytest.raises(KeyError):
        icon("no such thing")


def test_focus_is_visible_on_fields_and_buttons(app: QApplication, qtbot: QtBot) -> None:
    apply_theme(app, load_theme("light"))
    focus = load_theme("light").colour("focus").rgb()
    for widget in (QLineEdit("x"), QPushButton("x")):
        host = QWidget()
        qtbot.addWidget(host)
        widget.setParent(host)
        host.resize(200, 60)
        host.show()
        host.activateWindow()
        widget.clearFocus()
        without = _count(widget, focus)
        widget.setFocus()
        qtbot.waitUntil(widget.hasFocus)
        assert _count(widget, focus) > without + 40


def _count(widget: QWidget, colour: int) -> int:
    image = widget.grab().toImage()
    return sum(image.pixel(x, y) == colour for x in range(image.width()) for y in range(image.height()))


def test_empty_state(app: QApplication, qtbot: QtBot) -> None:
    state = EmptyState(title="No visits yet", words="Add one.", action="Add a visit")
    qtbot.addWidget(state)
    state.show()
    with qtbot.waitSignal(state.acted):
        qtbot.mouseClick(state.findChild(QPushButton), Qt.MouseButton.LeftButton)
    state.show_words(title="Still none", words="")
    assert not state.findChild(QPushButton).isVisible()
    assert [label.text() for label in state.findChildren(QLabel)] == ["Still none", ""]
