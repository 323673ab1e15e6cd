"""What an answer means to a reader who follows the link: `judge`, and the marks that it looks for.

Rules kept here:
- Pure: Exchanges in, a Judgement out, so that an old run can be judged again without a network.
- Each kind of wrong page has a module of its own, and all ask `subject` whether the page is only
  about what it shows the marks of.
"""
