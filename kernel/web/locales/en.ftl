web-save = x
