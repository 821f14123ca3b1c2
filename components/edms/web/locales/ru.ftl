# edms
