create table if not exists orders (id bigint generated always as identity primary key, pieces int not null);

create table if not exists wallet_transaction (
    position bigint primary key,
    wallet varchar(255) not null,
    booked_at timestamp with time zone not null,
    cents bigint not null
);
create index if not exists wallet_transaction_wallet on wallet_transaction (wallet, position);
