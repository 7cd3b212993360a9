package io.nact.spring.validation;

import io.nact.Behavior;
import io.nact.spring.registration.ComponentCustomizer;
import jakarta.validation.Validator;
import java.util.function.Supplier;

/** Has the messages of components checked before they are sent, where their handlers or their class ask for it. */
public final class MessageValidation implements ComponentCustomizer {

    private final Supplier<Validator> validator;

    public MessageValidation(Supplier<Validator> validator) {
        this.validator = validator;
    }

    @Override
    public Behavior<?> customize(Class<?> type, Behavior<?> behavior) {
        MessageCheck check = MessageCheck.of(type, validator.get());
        return check == null ? behavior : behavior.checked(check);
    }
}
