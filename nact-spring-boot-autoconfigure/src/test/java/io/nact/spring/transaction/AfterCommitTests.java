package io.nact.spring.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nact.ActorRef;
import io.nact.Receive;
import io.nact.Request;
import io.nact.TransactionBinding;
import io.nact.spring.Actor;
import io.nact.spring.autoconfigure.NactAutoConfiguration;
import io.nact.spring.autoconfigure.transaction.NactTransactionAutoConfiguration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What is told after the commit of a real transaction: never before, never after a rollback, always after a commit. */
class AfterCommitTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    NactAutoConfiguration.class,
                    NactTransactionAutoConfiguration.class,
                    DataSourceAutoConfiguration.class,
                    DataSourceTransactionManagerAutoConfiguration.class))
            .withPropertyValues("spring.datasource.url=jdbc:h2:mem:after-commit")
            .withUserConfiguration(Notes.class);

    private static TransactionTemplate transaction(AssertableApplicationContext context) {
        return new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
    }

    private static TransactionTemplate transaction(AssertableApplicationContext context, int propagation) {
        TransactionTemplate template = transaction(context);
        template.setPropagationBehavior(propagation);
        return template;
    }

    @SuppressWarnings("unchecked")
    private static ActorRef<NotesMessage> notes(AssertableApplicationContext context) {
        return context.getBean("notes", ActorRef.class);
    }

    /** What the actor has been told up to now. */
    private static List<String> told(ActorRef<NotesMessage> notes) {
        return notes.call(new Told());
    }

    @Test
    void comesAfterTheCommitAndNotBefore() {
        runner.run(context -> {
            ActorRef<NotesMessage> notes = notes(context);

            transaction(context).executeWithoutResult(status -> {
                notes.afterCommit().tell(new Note("first"));
                notes.afterCommit().tell(new Note("second"));
                assertThat(told(notes)).isEmpty();
            });

            assertThat(told(notes)).containsExactly("first", "second");
        });
    }

    @Test
    void isDiscardedWithTheTransaction() {
        runner.run(context -> {
            ActorRef<NotesMessage> notes = notes(context);

            transaction(context).executeWithoutResult(status -> {
                notes.afterCommit().tell(new Note("marked"));
                status.setRollbackOnly();
            });
            assertThatThrownBy(() -> transaction(context).executeWithoutResult(status -> {
                        notes.afterCommit().tell(new Note("thrown"));
                        throw new IllegalStateException("on purpose");
                    }))
                    .hasMessage("on purpose");

            assertThat(told(notes)).isEmpty();
        });
    }

    @Test
    void isSentAtOnceWithoutATransaction() {
        runner.run(context -> {
            notes(context).afterCommit().tell(new Note("at once"));

            assertThat(told(notes(context))).containsExactly("at once");
        });
    }

    @Test
    void belongsToTheInnerTransactionIfThatIsOneOfItsOwn() {
        runner.run(context -> {
            ActorRef<NotesMessage> notes = notes(context);

            transaction(context).executeWithoutResult(outer -> {
                notes.afterCommit().tell(new Note("outer"));
                transaction(context, TransactionDefinition.PROPAGATION_REQUIRES_NEW)
                        .executeWithoutResult(inner -> notes.afterCommit().tell(new Note("inner")));
                assertThat(told(notes)).containsExactly("inner");
                outer.setRollbackOnly();
            });

            assertThat(told(notes)).containsExactly("inner");
        });
    }

    @Test
    void goesWithTheRollbackToASavepoint() {
        runner.run(context -> {
            ActorRef<NotesMessage> notes = notes(context);

            transaction(context).executeWithoutResult(outer -> {
                notes.afterCommit().tell(new Note("before"));
                transaction(context, TransactionDefinition.PROPAGATION_NESTED).executeWithoutResult(nested -> {
                    notes.afterCommit().tell(new Note("nested"));
                    nested.setRollbackOnly();
                });
                notes.afterCommit().tell(new Note("after"));
            });

            assertThat(told(notes)).containsExactly("before", "after");
        });
    }

    @Test
    void isSentAlsoIfItIsToldWhileOthersRunAfterTheCommit() {
        runner.run(context -> {
            ActorRef<NotesMessage> notes = notes(context);

            transaction(context)
                    .executeWithoutResult(status ->
                            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                                @Override
                                public void afterCommit() {
                                    notes.afterCommit().tell(new Note("late"));
                                }

                                @Override
                                public void afterCompletion(int status) {
                                    notes.afterCommit().tell(new Note("later"));
                                }
                            }));

            assertThat(told(notes)).containsExactlyInAnyOrder("late", "later");
        });
    }

    @Test
    void everyTellWaitsIfThePropertySaysSo() {
        runner.withPropertyValues("nact.transactions.tell-after-commit=true").run(context -> {
            ActorRef<NotesMessage> notes = notes(context);

            transaction(context).executeWithoutResult(status -> {
                notes.tell(new Note("told"));
                assertThat(told(notes)).isEmpty();
            });
            assertThat(told(notes)).containsExactly("told");

            transaction(context).executeWithoutResult(status -> {
                notes.tell(new Note("never"));
                status.setRollbackOnly();
            });
            assertThat(told(notes)).containsExactly("told");
        });
    }

    @Test
    void everyTellIsSentAtOnceUnlessThePropertySaysOtherwise() {
        runner.run(context -> transaction(context).executeWithoutResult(status -> {
            notes(context).tell(new Note("at once"));

            assertThat(told(notes(context))).containsExactly("at once");
        }));
    }

    @Test
    void doesWithoutSpringsTransactions() {
        runner.withClassLoader(new FilteredClassLoader("org.springframework.transaction"))
                .run(context -> {
                    assertThat(context).hasNotFailed().doesNotHaveBean(TransactionBinding.class);
                    notes(context).afterCommit().tell(new Note("at once"));
                    assertThat(told(notes(context))).containsExactly("at once");
                });
    }

    @Test
    void leavesTheBindingToTheUser() {
        runner.withBean("own", TransactionBinding.class, () -> action -> false)
                .run(context -> assertThat(context.getBeanNamesForType(TransactionBinding.class))
                        .containsExactly("own"));
    }

    sealed interface NotesMessage {}

    record Note(String text) implements NotesMessage {}

    record Told() implements NotesMessage, Request<List<String>> {}

    @Actor("notes")
    static class Notes {

        private final List<String> notes = new ArrayList<>();

        @Receive
        void note(Note message) {
            notes.add(message.text());
        }

        @Receive
        List<String> told(Told message) {
            return List.copyOf(notes);
        }
    }
}
