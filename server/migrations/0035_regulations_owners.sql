-- Duties may be owed by every role there is.
alter table regulations.duties drop constraint duties_owner_role_check;
alter table regulations.duties add constraint duties_owner_role_check
  check (owner_role in ('administrator', 'city_bureau', 'banner_bureau', 'town', 'community_worker', 'charity_manager',
    'charity_accountant', 'group_member', 'auditor', 'outside_checker'));
