-- An e-mail to a fixed address: word of a changed address goes to the one before. Without it the address of the day is looked up.
alter table notifications_email add column fixed_address text;
