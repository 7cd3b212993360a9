package io.nact.spring;

import io.nact.supervision.SupervisionPolicy;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.annotation.AliasFor;
import org.springframework.stereotype.Component;

/**
 * Marks a class whose {@link HandleCommand} and {@link ApplyEvent} methods make a kind of entity that keeps its state by
 * events: one actor per id, which has its state back after a passivation, a crash or a restart of the application.
 *
 * <pre>{@code
 * @EventSourcedActor(type = "account", snapshotEvery = 500)
 * class Accounts {
 *
 *     Account empty() {
 *         return Account.EMPTY;
 *     }
 *
 *     @HandleCommand
 *     Decision<Account, AccountEvent, Receipt> withdraw(
 *             Account account, Withdraw command, Decisions<?, Account, AccountEvent, Receipt> decide) {
 *         return command.amount() > account.balance()
 *                 ? decide.reply(Receipt.REFUSED)
 *                 : decide.persist(new Withdrawn(command.amount())).thenReply(after -> Receipt.of(after));
 *     }
 *
 *     @ApplyEvent
 *     Account withdrawn(Account account, Withdrawn event) {
 *         return account.minus(event.amount());
 *     }
 * }
 * }</pre>
 *
 * <p>The class has no state: all entities share one bean, which is an ordinary singleton and gets the state as a parameter.
 * Its method {@code empty} makes the state before the first event, of the id if it takes a {@code String}. The application
 * context has a bean of type {@link io.nact.Entities} under the kind's name: that is what other beans inject. The class
 * itself is no candidate for injection.
 *
 * <p>It needs the module nact-persistence.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Component
@ConditionalOnBooleanProperty(name = "nact.enabled", matchIfMissing = true)
public @interface EventSourcedActor {

    /** The kind's name, which is also the name of the bean; unless told, the name that Spring gives a component. */
    @AliasFor(annotation = Component.class, attribute = "value")
    String value() default "";

    /** The same as {@link #value}. */
    @AliasFor(annotation = Component.class, attribute = "value")
    String name() default "";

    /**
     * What tells its events from those of other kinds where they are stored. It never changes once something is stored,
     * whatever becomes of the class and of the bean's name.
     */
    String type();

    /** The type of the commands; unless told, what the handlers of commands have in common. */
    Class<?> protocol() default void.class;

    /** The type of the events; unless told, what the handlers of events, and the decisions, have in common. */
    Class<?> events() default void.class;

    /** How many events lie between two snapshots of the state, whose class then takes an alias, too; 0 for no snapshots. */
    int snapshotEvery() default 0;

    /** How many snapshots are kept. */
    int keepSnapshots() default 2;

    /**
     * Decides about crashes: the bean of this class, or an instance made for this kind if there is none. Unless told, an
     * exception of a handler resumes, what the store refuses resumes, and a store that does not answer resets after a wait.
     */
    Class<? extends SupervisionPolicy> supervision() default SupervisionPolicy.class;

    /**
     * The name of the dispatcher on which its entities take their turns, one of those under {@code nact.dispatchers}; unless
     * told, the system's. {@code nact.actors.<name>.dispatcher} goes first.
     */
    String dispatcher() default "";
}
