package io.nact.spring.registration;

import io.nact.component.ReplyAdapter;
import java.util.concurrent.CompletionStage;
import reactor.core.publisher.Mono;

/** Lets a handler return a {@link Mono} of the reply. Only loaded with Reactor on the class path. */
final class MonoReplies implements ReplyAdapter {

    @Override
    public boolean supports(Class<?> returnType) {
        return Mono.class.isAssignableFrom(returnType);
    }

    @Override
    public CompletionStage<?> toStage(Object returned) {
        return ((Mono<?>) returned).toFuture();
    }
}
