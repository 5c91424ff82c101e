"""What is handed over: the report's content, its charts, and the files they become."""
