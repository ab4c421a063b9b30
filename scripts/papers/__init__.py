"""Exams on paper: read off the pages of a built site, laid out as task sheets and solutions, printed by Chromium."""
