"""How rows are painted: one delegate for each kind of row. They read a frozen value and the theme, nothing else."""

from coderdesk.ui.delegates.code_hit import CodeHitDelegate
from coderdesk.ui.delegates.coded import CodedDelegate
from coderdesk.ui.delegates.finding import FindingDelegate
from coderdesk.ui.delegates.worklist import WorklistDelegate

__all__ = ["CodeHitDelegate", "CodedDelegate", "FindingDelegate", "WorklistDelegate"]
