package io.nact.persistence.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/**
 * A data source whose connections break: when they are borrowed, before what they do is committed, and after it, when only the
 * answer is lost. The moments are the same with the same seed, as far as the threads are.
 */
final class ChaosDataSource {

    private static final String CONNECTION_FAILURE = "08006";

    private final DataSource dataSource;

    private final Random random;

    private final double onBorrow;

    private final double beforeCommit;

    private final double afterCommit;

    private final AtomicInteger lostAnswers = new AtomicInteger();

    private volatile boolean begun;

    ChaosDataSource(DataSource dataSource, long seed, double onBorrow, double beforeCommit, double afterCommit) {
        this.dataSource = dataSource;
        this.random = new Random(seed);
        this.onBorrow = onBorrow;
        this.beforeCommit = beforeCommit;
        this.afterCommit = afterCommit;
    }

    /** From now on things fail. */
    void begin() {
        begun = true;
    }

    /** How many commits have been done whose answer was lost. */
    int lostAnswers() {
        return lostAnswers.get();
    }

    DataSource proxy() {
        return proxy(DataSource.class, dataSource, this::onDataSource);
    }

    private Object onDataSource(Method method, Object[] arguments) throws Throwable {
        if (!method.getName().equals("getConnection")) {
            return call(dataSource, method, arguments);
        }
        failSometimes(onBorrow, "borrowed");
        Connection connection = dataSource.getConnection();
        return proxy(Connection.class, connection, (called, with) -> onConnection(connection, called, with));
    }

    private Object onConnection(Connection connection, Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("commit")) {
            return committing(connection, connection, method, arguments);
        }
        Object result = call(connection, method, arguments);
        return result instanceof PreparedStatement statement
                ? proxy(
                        PreparedStatement.class,
                        statement,
                        (called, with) -> onStatement(connection, statement, called, with))
                : result;
    }

    private Object onStatement(Connection connection, PreparedStatement statement, Method method, Object[] arguments)
            throws Throwable {
        boolean commits = method.getName().equals("executeUpdate") && connection.getAutoCommit();
        return commits ? committing(connection, statement, method, arguments) : call(statement, method, arguments);
    }

    private Object committing(Connection connection, Object target, Method method, Object[] arguments)
            throws Throwable {
        try {
            failSometimes(beforeCommit, "before the commit");
        } catch (SQLException broken) {
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
            throw broken;
        }
        Object result = call(target, method, arguments);
        if (happens(afterCommit)) {
            lostAnswers.incrementAndGet();
            throw broken("after the commit");
        }
        return result;
    }

    private void failSometimes(double probability, String when) throws SQLException {
        if (happens(probability)) {
            throw broken(when);
        }
    }

    private synchronized boolean happens(double probability) {
        return begun && random.nextDouble() < probability;
    }

    private static SQLException broken(String when) {
        return new SQLException("The connection broke " + when, CONNECTION_FAILURE);
    }

    @FunctionalInterface
    private interface Handler {

        Object call(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, T target, Handler handler) {
        InvocationHandler invocation = (proxy, method, arguments) -> method.getDeclaringClass() == Object.class
                ? call(target, method, arguments)
                : handler.call(method, arguments);
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, invocation));
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
