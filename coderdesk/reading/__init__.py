"""Document text to sections, sentences, phrases and assertions, by the tables of resources/reading.

It knows no codes and no storage: which code a phrase names is asked by the services.
"""
