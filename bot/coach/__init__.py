"""Where the arrows meet: a message in, a changed dossier and owed messages out.

`coach.Coach` is the product in a few calls. `turn` is one message being dealt with; `respond` decides what it
needs; `reports`, `questions`, `lookback`, `feelings`, `profiles` and `choices` each deal with one family;
`situation` turns the past into facts for the rules, `followups` keeps the planned messages in step,
`delivery` tracks what is sent.
"""
