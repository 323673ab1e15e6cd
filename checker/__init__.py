"""What the web answers: links in, judged Checks and ArchiveAnswers out."""
