"""The table of findings: a new one is a new file and two lines here.

Rules kept here:
- Ordered by code. A code is never given to another finding, not even when its own is dropped.
"""

from __future__ import annotations

from collections.abc import Mapping

from .archives.archive_excludes_site import RULE as PC306
from .archives.archive_lookup_failed import RULE as PC303
from .archives.archive_not_trusted import RULE as PC305
from .archives.cited_copy_broken import RULE as PC307
from .archives.cited_copy_foreign import RULE as PC311
from .archives.copy_after_death import RULE as PC310
from .archives.copy_far_from_date import RULE as PC304
from .archives.copy_of_error import RULE as PC308
from .archives.copy_of_other_page import RULE as PC309
from .archives.dead_and_not_archived import RULE as PC302
from .archives.not_archived import RULE as PC301
from .content.author_differs import RULE as PC402
from .content.date_differs import RULE as PC403
from .content.quotation_altered import RULE as PC405
from .content.quotation_beside_text import RULE as PC410
from .content.quotation_not_found import RULE as PC404
from .content.quotation_on_other_page import RULE as PC409
from .content.quotation_punctuation import RULE as PC408
from .content.quotation_reversed import RULE as PC407
from .content.title_differs import RULE as PC401
from .content.wrong_page import RULE as PC406
from .identifiers.document_not_found import RULE as PC506
from .identifiers.doi_is_another_work import RULE as PC502
from .identifiers.doi_not_registered import RULE as PC501
from .identifiers.identifier_lookup_failed import RULE as PC505
from .identifiers.newer_version import RULE as PC510
from .identifiers.nothing_to_verify_by import RULE as PC507
from .identifiers.perhaps_invented import RULE as PC509
from .identifiers.work_corrected import RULE as PC504
from .identifiers.work_known_by_doi import RULE as PC508
from .identifiers.work_retracted import RULE as PC503
from .links.certificate_expires import RULE as PC214
from .links.dead_with_copy import RULE as PC211
from .links.drifted import RULE as PC213
from .links.https_available import RULE as PC209
from .links.link_blocked import RULE as PC206
from .links.link_gone import RULE as PC201
from .links.link_moved import RULE as PC205
from .links.link_not_asked import RULE as PC210
from .links.link_parked import RULE as PC204
from .links.link_paywalled import RULE as PC207
from .links.link_soft_404 import RULE as PC203
from .links.link_unreachable import RULE as PC202
from .links.missing_fragment import RULE as PC212
from .links.tls_problem import RULE as PC208
from .notes.ambiguous_id import RULE as PC107
from .notes.duplicate_label import RULE as PC103
from .notes.malformed_url import RULE as PC109
from .notes.no_antecedent import RULE as PC106
from .notes.numbering_gap import RULE as PC104
from .notes.obfuscated_address import RULE as PC110
from .notes.orphan_note import RULE as PC102
from .notes.orphan_reference import RULE as PC101
from .notes.out_of_order import RULE as PC105
from .notes.shown_url_differs import RULE as PC108
from .notes.unclosed_quotation import RULE as PC111
from .rule import Rule

FINDINGS: Mapping[str, Rule] = {
    rule.code: rule
    for rule in (
        PC101,
        PC102,
        PC103,
        PC104,
        PC105,
        PC106,
        PC107,
        PC108,
        PC109,
        PC110,
        PC111,
        PC201,
        PC202,
        PC203,
        PC204,
        PC205,
        PC206,
        PC207,
        PC208,
        PC209,
        PC210,
        PC211,
        PC212,
        PC213,
        PC214,
        PC301,
        PC302,
        PC303,
        PC304,
        PC305,
        PC306,
        PC307,
        PC308,
        PC309,
        PC310,
        PC311,
        PC401,
        PC402,
        PC403,
        PC404,
        PC405,
        PC406,
        PC407,
        PC408,
        PC409,
        PC410,
        PC501,
        PC502,
        PC503,
        PC504,
        PC505,
        PC506,
        PC507,
        PC508,
        PC509,
        PC510,
    )
}
