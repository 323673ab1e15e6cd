"""The crawl: tasks in, outcomes out, hop by hop through the lanes of their hosts."""
