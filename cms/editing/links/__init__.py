"""Links that lead nowhere: found every week, with the place where to mend them."""
