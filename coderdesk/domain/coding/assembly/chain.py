"""The rules of assembly one after the other."""

from collections.abc import Sequence

from coderdesk.domain.coding.assembly.bones import at_the_bone_told
from coderdesk.domain.coding.assembly.companions import with_companions
from coderdesk.domain.coding.assembly.details import detailed
from coderdesk.domain.coding.assembly.diabetes import joined_diabetes
from coderdesk.domain.coding.assembly.draft import Draft, Note
from coderdesk.domain.coding.assembly.episodes import at_their_episode
from coderdesk.domain.coding.assembly.hypertension import joined_hypertension
from coderdesk.domain.coding.assembly.joins import joined
from coderdesk.domain.coding.assembly.pregnancy import with_weeks
from coderdesk.domain.coding.assembly.refinements import refined
from coderdesk.domain.coding.assembly.repeats import without_repeats
from coderdesk.domain.coding.assembly.sides import sided
from coderdesk.domain.coding.assembly.symptoms import without_explained, without_mere_words, without_the_story
from coderdesk.domain.coding.assembly.tables import AssemblyTables
from coderdesk.domain.coding.assembly.ulcers import with_the_site_of_the_ulcer
from coderdesk.domain.coding.assembly.wordings import named_by_wordings, reasons_for_the_visit


def assembled(drafts: Sequence[Draft], note: Note, tables: AssemblyTables) -> list[Draft]:
    """The drafts of one document as a coder would hand them on: joined, refined, and without what they make needless."""
    kept = named_by_wordings(without_the_story(without_mere_words(drafts, note)), note, tables.wordings)
    kept = reasons_for_the_visit(kept, note, tables.reasons)
    kept = refined(kept, note, tables.refinements)
    kept = joined(kept, note, tables.joins)
    kept = detailed(kept, note, tables.synonyms, tables.parts)
    kept = sided(kept, note, tables.parts)
    kept = with_the_site_of_the_ulcer(kept, note)
    kept = joined_diabetes(kept, note, tables.complications)
    kept = with_companions(kept, note)
    kept = joined_hypertension(kept, note)
    kept = with_weeks(kept, note)
    kept = at_the_bone_told(at_their_episode(kept, note), note)
    return without_explained(without_repeats(kept), tables.explained, note)
