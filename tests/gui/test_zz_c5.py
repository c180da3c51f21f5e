from pathlib import Path
from coderdesk.domain.coding.em_elements import Element
from tests.gui import test_level_panel as lv, test_query_panel as qp
from tests.gui.test_level_panel import person  # noqa
from coderdesk.domain.coding.em_elements import PatientStatus
def test_look(person):
    for theme, size in (("light",(1440,900)),("dark",(1280,720))):
        person.window.appearance.set_mode(theme); person.window.resize(*size)
        person.hands.settle()
        panel = lv.opened(person)
        if theme=="light":
            person.hands.photograph(Path("/tmp/c5/level-empty.png"))
            lv.choose_status(panel, PatientStatus.ESTABLISHED)
            lv.tick(person,panel,"Urinary tract infection, site not further localised; no signs of upper tract involvement at this time.",Element.SIMPLE_ACUTE)
            lv.tick(person,panel,"leukocyte esterase 3+, nitrite positive",Element.TEST_REVIEWED)
            lv.tick(person,panel,"Culture sent to the reference lab",Element.TEST_ORDERED)
            lv.tick(person,panel,"Nitrofurantoin monohydrate/macrocrystals 100 mg PO BID x 5 days",Element.PRESCRIPTION)
            lv.select(person,"Total time today 24 minutes"); person.hands.press("T")
            person.wait(lambda: "24" in panel.time_label.text(),"time")
            person.window.toast.hide()
        person.hands.photograph(Path(f"/tmp/c5/level-{theme}.png"))
        person.hands.press("Ctrl+Shift+L")
    for theme, size in (("light",(1440,900)),("dark",(1280,720))):
        person.window.appearance.set_mode(theme); person.window.resize(*size)
        q = qp.opened(person)
        if theme=="light":
            person.hands.photograph(Path("/tmp/c5/query-empty.png"))
            qp.write(person,q,question="Would you agree that payment needs the bladder?")
            person.wait(lambda: qp.said(q,"question"),"x")
            person.hands.photograph(Path("/tmp/c5/query-lint.png"))
            q.composer.question_field.selectAll()
            person.hands.type("What site do your findings point to?", q.composer.question_field)
            person.wait(q.composer.ask_button.isEnabled,"y")
            person.hands.click(q.composer.ask_button)
            person.wait(lambda: qp.states(person),"z")
            qp.write(person,q,question="Would you agree?")
            person.wait(lambda: qp.said(q,"question"),"x")
            person.hands.press("Ctrl+Shift+Y")
            person.hands.type("Cystitis")
            person.window.toast.hide()
        person.hands.photograph(Path(f"/tmp/c5/query-{theme}.png"))
        person.hands.press("Ctrl+Shift+A")
