package io.nact.benchmarks.journal;

import io.nact.persistence.journal.Payload;
import java.nio.charset.StandardCharsets;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/** Writes Pekko's events as nact's are written, so that both store the same. */
public final class PekkoJson extends SerializerWithStringManifest {

    private static final int IDENTIFIER = 20261123;

    @Override
    public int identifier() {
        return IDENTIFIER;
    }

    @Override
    public String manifest(Object event) {
        return "account.deposited";
    }

    @Override
    public byte[] toBinary(Object event) {
        return Account.EVENTS.encode(event).json().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Object fromBinary(byte[] json, String manifest) {
        return Account.EVENTS
                .decode(new Payload(manifest, 1, new String(json, StandardCharsets.UTF_8)))
                .get(0);
    }
}
