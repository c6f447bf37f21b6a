-- Who was answered and bridged, and not only rang. Of older calls nobody knows: all count as before.
alter table call_leg add column took_part boolean default true not null;

-- Whether a request for a ringing telephone is kept by whoever answers, and from when on a conversation is over.
alter table recording add column any_phone boolean default false not null;
alter table recording add column conversation_over timestamp(6) with time zone;
