"""What rule files may contain, as pydantic models: one module per file.

Used when a file changed, never on the way of a message. The same models write the JSON Schemas for editors.
"""
