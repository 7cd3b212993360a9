package io.nact.spring.features;

import io.nact.persistence.EventType;
import io.nact.persistence.EventTypes;
import io.nact.persistence.Persistence;
import io.nact.persistence.journal.EncodedEvent;
import io.nact.persistence.journal.EventBatch;
import io.nact.persistence.journal.Payload;
import io.nact.persistence.journal.PersistenceId;
import io.nact.persistence.projection.EventMetadata;
import io.nact.spring.OnErased;
import io.nact.spring.OnReset;
import io.nact.spring.Projection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An application that keeps the balances of accounts in a table, made of events. */
@Configuration(proxyBeanMethods = false)
@Import(Ledger.Balances.class)
public class Ledger {

    public sealed interface Event {}

    @EventType("ledger.deposited")
    public record Deposited(long amount) implements Event {}

    @EventType("ledger.withdrawn")
    public record Withdrawn(long amount) implements Event {}

    @Bean
    @ConditionalOnMissingBean
    EventTypes ledgerEvents() {
        return EventTypes.of(Event.class);
    }

    /** What is made of them. */
    @Projection("balances")
    public static class Balances {

        private final JdbcClient jdbc;

        private volatile boolean broken;

        Balances(ObjectProvider<JdbcClient> jdbc) {
            this.jdbc = jdbc.getObject();
            this.jdbc
                    .sql("create table if not exists balance (account varchar(100) primary key, amount bigint)")
                    .update();
        }

        @Projection
        void deposited(Deposited event, EventMetadata metadata) {
            add(metadata.id().id(), event.amount());
            if (broken) {
                throw new IllegalStateException("broken, with a secret");
            }
        }

        @Projection
        void withdrawn(Withdrawn event, EventMetadata metadata) {
            add(metadata.id().id(), -event.amount());
        }

        @OnErased
        void forget(PersistenceId id) {
            jdbc.sql("delete from balance where account = ?").param(id.id()).update();
        }

        @OnReset
        void clear() {
            jdbc.sql("delete from balance").update();
        }

        private void add(String account, long amount) {
            int known = jdbc.sql("update balance set amount = amount + ? where account = ?")
                    .params(amount, account)
                    .update();
            if (known == 0) {
                jdbc.sql("insert into balance (account, amount) values (?, ?)")
                        .params(account, amount)
                        .update();
            }
        }

        /** What the table says; 0 if it knows nothing. */
        public long of(String account) {
            return jdbc.sql("select amount from balance where account = ?")
                    .param(account)
                    .query(Long.class)
                    .optional()
                    .orElse(0L);
        }

        /** Whether what adds to a balance fails after that. */
        public void broken(boolean nowBroken) {
            broken = nowBroken;
        }
    }

    /** Stores an event of the account, as an actor would. */
    public static void store(ApplicationContext context, String account, Object event) throws Exception {
        store(context, account, context.getBean(Persistence.class).types().encode(event));
    }

    /** Stores what is left of the account when its data have been erased. */
    public static void erase(ApplicationContext context, String account) throws Exception {
        store(context, account, new Payload(Payload.ERASED, 1, "{}"));
    }

    private static void store(ApplicationContext context, String account, Payload payload) throws Exception {
        PersistenceId id = PersistenceId.of("ledger" + UUID.randomUUID(), account);
        EncodedEvent event = new EncodedEvent(payload, null, Set.of("money"));
        context.getBean(Persistence.class)
                .storage()
                .journal()
                .append(new EventBatch(id, UUID.randomUUID().toString(), 1, List.of(event)))
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }
}
