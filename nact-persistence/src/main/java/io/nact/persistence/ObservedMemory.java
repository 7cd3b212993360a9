package io.nact.persistence;

import io.nact.persistence.journal.CommandKey;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A memory whose recoveries somebody is told of. */
final class ObservedMemory<S> implements Memory<S> {

    private static final Logger log = LoggerFactory.getLogger(ObservedMemory.class);

    private final Memory<S> memory;

    private final String type;

    private final RecoveryListener listener;

    private long begunAt;

    ObservedMemory(Memory<S> memory, String type, RecoveryListener listener) {
        this.memory = memory;
        this.type = type;
        this.listener = listener;
    }

    @Override
    public CompletionStage<?> recover() {
        begunAt = System.nanoTime();
        return memory.recover();
    }

    @Override
    public @Nullable CompletionStage<?> goOn(@Nullable Object value, @Nullable Throwable failure) throws Exception {
        CompletionStage<?> further;
        try {
            further = memory.goOn(value, failure);
        } catch (Throwable broken) {
            tell(broken);
            throw broken;
        }
        if (further == null) {
            tell(null);
        }
        return further;
    }

    private void tell(@Nullable Throwable failure) {
        try {
            listener.recovered(type, System.nanoTime() - begunAt, failure);
        } catch (RuntimeException thrown) {
            log.warn("A listener to recoveries threw", thrown);
        }
    }

    @Override
    public S state() {
        return memory.state();
    }

    @Override
    public @Nullable CompletionStage<?> write(Step<S> step, @Nullable CommandKey command) {
        return memory.write(step, command);
    }

    @Override
    public void written(Step<S> step) {
        memory.written(step);
    }

    @Override
    public long number() {
        return memory.number();
    }

    @Override
    public void close() {
        memory.close();
    }
}
