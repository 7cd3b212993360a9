package io.nact.persistence;

import io.nact.persistence.journal.Payload;

/** Leaves JSON as it is. */
enum PlainCodec implements PayloadCodec {
    JSON;

    @Override
    public String encode(Object value, String json) {
        return json;
    }

    @Override
    public String decode(Payload stored) {
        return stored.json();
    }
}
