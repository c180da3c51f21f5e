"""Rules of the Official Guidelines, sections I.B, I.C and IV, each with the lists that it needs passed in."""
