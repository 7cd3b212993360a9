package io.nact.persistence;

import io.nact.persistence.journal.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A codec as a user may write it: marked components of records are encrypted with a key of the person whom they are about.
 * Without the key they are null.
 */
final class FieldEncryption implements PayloadCodec {

    private static final String ALGORITHM = "A256GCM";

    private static final int TAG_BITS = 128;

    private static final int IV_BYTES = 12;

    private final JsonMapper mapper = EventMapper.standard();

    private final SecureRandom random = new SecureRandom();

    final Map<String, SecretKey> keys = new ConcurrentHashMap<>();

    /** Says something about a person. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.RECORD_COMPONENT)
    @interface PersonalData {

        /** The component that names the person. */
        String subject();
    }

    @Override
    public String encode(Object value, String json) {
        RecordComponent[] components = value.getClass().getRecordComponents();
        if (components == null
                || List.of(components).stream().noneMatch(c -> c.isAnnotationPresent(PersonalData.class))) {
            return json;
        }
        ObjectNode node = (ObjectNode) mapper.readTree(json);
        for (RecordComponent component : components) {
            PersonalData personal = component.getAnnotation(PersonalData.class);
            if (personal != null) {
                String subject = node.get(personal.subject()).asString();
                node.set(component.getName(), envelope(subject, node.get(component.getName())));
            }
        }
        return mapper.writeValueAsString(node);
    }

    @Override
    public String decode(Payload stored) {
        if (!stored.json().contains(ALGORITHM)) {
            return stored.json();
        }
        ObjectNode node = (ObjectNode) mapper.readTree(stored.json());
        for (String name : List.copyOf(node.propertyNames())) {
            if (node.get(name) instanceof ObjectNode envelope && envelope.has("enc")) {
                node.set(name, opened(envelope));
            }
        }
        return mapper.writeValueAsString(node);
    }

    private ObjectNode envelope(String subject, JsonNode plain) {
        byte[] iv = new byte[IV_BYTES];
        random.nextBytes(iv);
        byte[] text = mapper.writeValueAsString(plain).getBytes(StandardCharsets.UTF_8);
        SecretKey key = keys.computeIfAbsent(subject, person -> newKey());
        return mapper.createObjectNode()
                .put("enc", ALGORITHM)
                .put("kid", subject)
                .put("iv", Base64.getEncoder().encodeToString(iv))
                .put("ct", Base64.getEncoder().encodeToString(apply(Cipher.ENCRYPT_MODE, key, iv, text)));
    }

    private JsonNode opened(ObjectNode envelope) {
        SecretKey key = keys.get(envelope.get("kid").asString());
        if (key == null) {
            return NullNode.getInstance();
        }
        byte[] iv = Base64.getDecoder().decode(envelope.get("iv").asString());
        byte[] text = Base64.getDecoder().decode(envelope.get("ct").asString());
        return mapper.readTree(apply(Cipher.DECRYPT_MODE, key, iv, text));
    }

    static SecretKey newKey() {
        try {
            KeyGenerator generator = KeyGenerator.getInstance("AES");
            generator.init(256);
            return generator.generateKey();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] apply(int mode, SecretKey key, byte[] iv, byte[] text) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, iv));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
