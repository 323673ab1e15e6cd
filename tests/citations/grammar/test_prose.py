"""Sentences that are no citations, however much they look like some."""

from __future__ import annotations

import pytest

from tests.citations.grammar.notes import read_note

PROSE = (
    "We thank the Example Foundation, which supported this work in 2018.",
    "The figures were rounded; totals may differ.",
    "On file with the City of Exampleville.",
    "In 2015, Congress considered, but did not pass, a bill of that kind (one of many).",
    "Chief Jane Roe, who led the department until 2018, declined to comment.",
    "Emphasis added.",
    "The *only* exception is described above (and it is narrow).",
    "He told the board in March 2020 that “nothing had changed.”",
    "See what happened next.",
    "Compare that with what was promised.",
    "Jane Marsh, the mayor, spoke. The town had heard her in Paris, 1975.",
    "Marsh and Hill said so in 2010, and the board agreed.",
    "World Harbour Forum, 2011, was held in Oslo.",
    "Ronald Marsh. The mayor spoke in 1983 and again in 1985.",
    "J. Marsh was the mayor. In 1992, the council, pp. 3-9 of its minutes, said no.",
    "Smith, J., dissented. The court held in 1992 that the rule was void.",
    "Marsh, A. and Doe, K. were the only members present. The vote was taken in May 2010.",
    "Carter, Reagan, and Bush. All three signed such bills in 1978, 1984 and 1990.",
    "John Marsh and Ann Hill. Both testified in March 2004, and both were recalled in 2006.",
    "Justice O’Brien (1998) wrote that no such power exists.",
    "Marsh, J. (2001) argues the opposite.",
    "Oakland, California. The city adopted its ordinance in 2012.",
    "Boston, New York, and Chicago. Each city adopted its policy before 2010.",
    "Portland, Oregon, adopted its policy in 1994, Seattle in 1996.",
    "Washington, D.C. The committee met there on May 3, 1998.",
    "Harris, Kamala D., then Attorney General, signed the bulletin in 2014.",
    "Data from Marsh, J. and Hill, K., who collected them in 1999, are on file.",
    "Marsh, James. He was born in 1950 and died in 1999.",
    "Marsh, James, was born in 1950 in London, and wrote for the Guardian and the BBC.",
    "Hill, Ann, and James Marsh. Neither replied to our letter of June 3, 2018.",
    "Roe, J., The court was wrong in 1998, and it is wrong now.",
    "Ferry Act, 1998. The Act was amended in 2001, 2003, and 2010.",
    "DOE Jane. She said so in 2010.",
    "Hill, J.; Marsh, K.; and Doe, L. were fined in 2012.",
    "Hill, J. L. 2011. That was the number on the badge.",
    "Marsh, J. 2011 was a good year for ferries.",
)


@pytest.mark.parametrize("source", PROSE)
def test_prose_is_no_citation(source: str) -> None:
    assert read_note(source).citations == ()
