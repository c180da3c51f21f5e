"""Who is involved: patient, guarantor, provider, practice, address. Nothing here knows a visit or a code."""
