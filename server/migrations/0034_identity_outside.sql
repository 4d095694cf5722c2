-- A small host may name somebody from outside to check: a role of its own, which moves no money and keeps no books.
alter table identity.role_assignments drop constraint role_assignments_role_check;
alter table identity.role_assignments add constraint role_assignments_role_check
  check (role in ('administrator', 'city_bureau', 'banner_bureau', 'town', 'community_worker', 'charity_manager',
    'charity_accountant', 'group_member', 'auditor', 'outside_checker'));
