"""From a report to its statements: the model, and small named rules around it."""
