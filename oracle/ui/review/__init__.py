"""The review: a walk read afterwards, corrected, and its potholes judged when nobody hunts for the next one."""
