package io.nact.component;

/** A method of a component that runs again and again, as a message of its own in the actor's turn. */
record Job(Handler handler, JobSchedule schedule) {

    Route route() {
        return new Route(handler, Answer.NONE);
    }

    @Override
    public String toString() {
        return handler.name();
    }
}
