"""A claim as a claim file says it, whole: professional, institutional or dental, sent by us or by somebody else.

Typed values only: no segment is kept as text. Where a list of codes is open (dates, references, amounts ...), an entry is a pair
of its qualifier, `kind`, and its value. Amounts and quantities are exact decimals with the digits that were written.
"""
