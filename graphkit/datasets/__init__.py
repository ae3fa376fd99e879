"""Data sets of statistics: releases, columns read strictly, codes, and which loader a file is for."""
