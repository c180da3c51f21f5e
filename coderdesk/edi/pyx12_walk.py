"""Walks a file along the maps of pyx12 and collects what it has to say, without loading a map twice.

The steps are those of pyx12's own document check, less the reports it can print; the maps come from `pyx12_maps`.
"""

import io
import json
from dataclasses import dataclass
from typing import Any

from pyx12.errh_json import errh_json_visitor
from pyx12.error_handler import err_handler
from pyx12.errors import EngineError, X12Error
from pyx12.map_if import segment_if
from pyx12.map_if._segment import apply_segment_errors
from pyx12.map_walker import apply_walk_errors, walk_tree
from pyx12.x12file import X12Reader

from coderdesk.edi.pyx12_maps import map_file_for, map_of

_CONTROL = {"00501": "x12.control.00501.xml"}
_OLD_CONTROL = "x12.control.00401.xml"
_ISA, _GS = "/ISA_LOOP/ISA", "/ISA_LOOP/GS_LOOP/GS"


@dataclass(frozen=True, slots=True)
class Report:
    """`tree` is pyx12's own: interchanges, groups, transactions, segments, elements, each with its errors."""

    is_sound: bool
    tree: dict[str, Any]


def walked(text: str) -> Report | None:
    """None when the text is no X12. Raises whatever pyx12 raises on what it cannot read."""
    try:
        source = X12Reader(io.StringIO(text))
    except X12Error:
        return None
    walk = _Walk(source)
    for segment in source:
        walk.see(segment)
    source.cleanup()
    walk.errors.handle_errors(source.pop_errors())
    source.close()
    tree = io.StringIO()
    walk.errors.accept(errh_json_visitor(tree))
    is_sound = walk.is_valid and not walk.errors.get_error_count()
    return Report(is_sound, json.loads(tree.getvalue()))


class _Walk:
    def __init__(self, source: Any) -> None:
        self._source = source
        self._control = map_of(_CONTROL.get(source.icvn, _OLD_CONTROL))
        self._walker = walk_tree()
        self._node: Any = self._control.getnodebypath(_ISA)
        self._interchange_version = ""
        self.errors = err_handler()
        self.is_valid = True

    def see(self, segment: Any) -> None:
        name = segment.get_seg_id()
        found = self._place_of(name, segment)
        if found is None:
            return  # the walker has said so, and stays where it was
        self._node = self._map_node(segment) if name == "GS" else found
        self._note(name, segment)
        assert isinstance(self._node, segment_if)
        self.is_valid &= apply_segment_errors(self._node, segment, self.errors)

    def _place_of(self, name: str, segment: Any) -> Any:
        if name == "ISA":
            self._walker.forceWalkCounterToLoopStart("/ISA_LOOP", _ISA)
            return self._control.getnodebypath(_ISA)
        if name == "GS":
            self._walker.forceWalkCounterToLoopStart("/ISA_LOOP/GS_LOOP", _GS)
            return self._control.getnodebypath(_GS)
        source = self._source
        place = (source.get_seg_count(), source.get_cur_line(), source.get_ls_id())
        node, _, _, troubles = self._walker.walk_errors(self._node, segment, *place)
        apply_walk_errors(self.errors, troubles)
        return node

    def _map_node(self, segment: Any) -> Any:
        version, group = segment.get_value("GS08"), segment.get_value("GS01")
        file = map_file_for(self._interchange_version, version, group)
        if file is None:
            raise EngineError("no map")
        chosen = map_of(file)
        self._source.check_837_lx = chosen.id == "837"
        return chosen.getnodebypath(_GS)

    def _note(self, name: str, segment: Any) -> None:
        """The error handler's tree grows and closes with the envelope; the reader's own errors go in at each step."""
        errors, source, node = self.errors, self._source, self._node
        if name == "ISA":
            self._interchange_version = segment.get_value("ISA12")
            errors.add_isa_loop(segment, source)
        elif name == "GS":
            errors.add_gs_loop(segment, source)
        elif name == "ST":
            errors.add_st_loop(segment, source)
        elif name not in _CLOSING:
            errors.add_seg(node, segment, source.get_seg_count(), source.get_cur_line(), source.get_ls_id())
        errors.handle_errors(source.pop_errors())
        if name in _CLOSING:
            getattr(errors, _CLOSING[name])(node, segment, source)


_CLOSING = {"IEA": "close_isa_loop", "GE": "close_gs_loop", "SE": "close_st_loop"}
