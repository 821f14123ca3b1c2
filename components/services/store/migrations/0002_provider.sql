-- An authorisation names the provider of its service: rights depend on working there. The object is kept as text.
update services_authorisation
set data = '{"body":"' || (select body from services_service where services_service.id = service_id) || '",' || substr(data, 2);
