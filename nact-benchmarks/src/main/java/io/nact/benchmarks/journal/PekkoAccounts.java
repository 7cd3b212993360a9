package io.nact.benchmarks.journal;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Scheduler;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.AskPattern;

/**
 * An actor of Pekko persistence for each, with pekko-persistence-jdbc as its journal. All is as it comes: 20 connections, 8
 * batches at a time of 400 events at most. The URL has what the plug-in's own tests add for PostgreSQL.
 */
final class PekkoAccounts implements Accounts {

    private static final String CONFIG = """
            pekko {
              loglevel = OFF
              stdout-loglevel = OFF
              log-dead-letters = off
              log-dead-letters-during-shutdown = off
              persistence.journal.plugin = "jdbc-journal"
              actor.serializers.account = "io.nact.benchmarks.journal.PekkoJson"
              actor.serialization-bindings."io.nact.benchmarks.journal.Account$Deposited" = account
            }
            jdbc-journal.slick {
              profile = "slick.jdbc.PostgresProfile$"
              db {
                url = "%s?reWriteBatchedInserts=true"
                user = "postgres"
                password = ""
                driver = "org.postgresql.Driver"
              }
            }
            """;

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final ActorSystem system;

    private final Scheduler scheduler;

    private final List<ActorRef<PekkoAccount.Deposit>> accounts;

    PekkoAccounts(String url, int accounts) {
        Config config = ConfigFactory.parseString(CONFIG.formatted(url)).withFallback(ConfigFactory.load());
        this.system = ActorSystem.create("accounts", config);
        this.scheduler = Adapter.toTyped(system).scheduler();
        this.accounts = IntStream.range(0, accounts)
                .mapToObj(i -> spawn(Accounts.name(i)))
                .toList();
    }

    private ActorRef<PekkoAccount.Deposit> spawn(String id) {
        return Adapter.spawnAnonymous(system, new PekkoAccount(id));
    }

    @Override
    public CompletionStage<Long> deposit(int account) {
        return ask(accounts.get(account), 1);
    }

    /** So many deposits at once. */
    CompletionStage<Long> deposit(int account, int times) {
        return ask(accounts.get(account), times);
    }

    /** The balance, by an actor that has to recover first. */
    CompletionStage<Long> recover(int account) {
        return ask(spawn(Accounts.name(account)), 0);
    }

    private CompletionStage<Long> ask(ActorRef<PekkoAccount.Deposit> account, int times) {
        return AskPattern.ask(
                account, (ActorRef<Long> asker) -> new PekkoAccount.Deposit(times, asker), TIMEOUT, scheduler);
    }

    @Override
    public String audit() {
        return "SELECT persistence_id, CASE WHEN MAX(sequence_number) = COUNT(*) THEN COUNT(*) ELSE -1 END"
                + " FROM event_journal GROUP BY persistence_id";
    }

    @Override
    public void close() {
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
    }
}
