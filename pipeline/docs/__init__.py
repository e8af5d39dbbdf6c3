"""The generated pages of docs/, and the sessions in the README files, from the code that they describe."""
