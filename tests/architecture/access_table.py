"""Which response each person gets from every address of the portal: one row an address, one column a person.

A column is a person of `tests.architecture.access_world`: a commune's officer, its committee's leader, a hamlet's head,
an organisation's reporter, a district's and a province's officer, an administrator of the commune and one of the
province, support staff, the same raised to the commune, and nobody signed in.

A cell of one letter is the answer, whatever the key. A cell of four says it for a target of the person's own unit, of
one below it, of a neighbour's, of the unit above:

    +  the page, or the deed        x  403, with the reason           >  sent to the sign-in page
    .  404, as if it were not there o  405, another method is wanted  -  there is no such target

Outside one's area is `.`; inside it but not allowed is `x`. Whoever lacks a page's permission altogether reads `x`
for any key, so that it reveals nothing about what is there. `target` says whose key is in the address.
`how`: both methods alike; GET and POST apart; `post`: a button's address, where GET is `o` to whoever is inside.
A POST carries no field: `+` is then the form again, or the deed of a button.
"""

TABLE = """
page                         target     how   officer  leader  head  reporter  district  province  admin  top-admin  support  raised  nobody

home                         -          both  +        +       +     +         +         +         +      +          +        +       >
overview                     unit       both  x        x       x     x         ++..      ++.-      x      x          x        x       >

cards:list                   -          both  +        x       x     x         x         x         +      +          x        x       >
cards:detail                 holder     both  ++.-     x       x     x         x         -         ++.-   -+--       x        x       >
cards:issue                  holder     post  ++.-     x       x     x         x         -         ++.-   -+--       x        x       >
cards:revoke                 holder     post  ++.-     x       x     x         x         -         ++.-   -+--       x        x       >
cards:unlock                 holder     post  ++.-     x       x     x         x         -         ++.-   -+--       x        x       >
cards:allow-device           holder     post  ++.-     x       x     x         x         -         ++.-   -+--       x        x       >
cards:enter                  -          both  +        +       +     +         +         +         +      +          +        +       +
cards:choose-pin             -          both  +        +       +     +         +         +         +      +          +        +       +
cards:repeat-pin             -          both  +        +       +     +         +         +         +      +          +        +       +
cards:scan                   -          both  .        .       .     .         .         .         .      .          .        .       .

accounts:sign-out            -          post  >        >       >     >         >         >         >      >          >        >       >
accounts:people              -          both  x        x       x     x         x         x         +      +          x        x       >
accounts:add-person          -          both  x        x       x     x         x         x         +      +          x        x       >
accounts:person              person     both  x        x       x     x         x         x         ++..   ++.-       x        x       >
accounts:assign              person     both  x        x       x     x         x         x         ++..   ++.-       x        x       >
accounts:rename-person       person     both  x        x       x     x         x         x         ++..   ++.-       x        x       >
accounts:close-account       person     both  x        x       x     x         x         x         ++..   ++.-       x        x       >
accounts:reopen-account      person     post  x        x       x     x         x         x         ++..   ++.-       x        x       >
accounts:end-assignment      office     post  x        x       x     x         x         -         ++.-   -+--       x        x       >
accounts:restore-assignment  office     post  x        x       x     x         x         -         ++.-   -+--       x        x       >
accounts:hand-overs          -          both  +        x       x     x         x         x         +      +          x        x       >
accounts:hand-over           office     both  ++.-     x       x     x         x         -         ++.-   -+--       x        x       >
accounts:undo-hand-over      hand-over  post  ++.-     x       x     x         x         -         ++.-   -+--       x        x       >
accounts:access              -          both  +        +       x     x         x         x         +      +          x        x       >
accounts:elevate             -          both  x        x       x     x         x         x         x      x          +        +       >
accounts:lower               -          post  x        x       x     x         x         x         x      x          +        +       >
accounts:elevate-to          unit       both  x        x       x     x         x         x         x      x          +.+.     +.+.    >
accounts:text-size           -          post  +        +       +     +         +         +         +      +          +        +       >
accounts:switch-unit         -          post  +        +       +     +         +         +         +      +          +        +       >

signin:sign-in               -          both  +        +       +     +         +         +         +      +          +        +       +
signin:code                  -          both  >        >       >     >         >         >         >      >          >        >       >
signin:set-up                -          both  +        +       +     +         +         +         +      +          +        +       +
signin:own                   -          both  +        +       +     +         +         +         +      +          +        +       >
signin:change-phone          -          both  +        +       +     +         +         +         +      +          +        +       >
signin:new-recovery-codes    -          both  +        +       +     +         +         +         +      +          +        +       >
signin:end-session           -          post  +        +       +     +         +         +         +      +          +        +       >
signin:end-other-sessions    -          post  +        +       +     +         +         +         +      +          +        +       >
signin:here                  -          post  +        +       +     +         +         +         +      +          +        +       >
signin:password              -          both  +        +       +     +         +         +         +      +          +        +       >
signin:initial-password      person     both  x        x       x     x         x         x         ++..   ++.-       x        x       >
signin:reset-authenticator   person     post  x        x       x     x         x         x         ++..   ++.-       x        x       >
signin:let-try-again         person     post  x        x       x     x         x         x         ++..   ++.-       x        x       >
signin:end-sessions          person     post  x        x       x     x         x         x         ++..   ++.-       x        x       >

notices:list                 -          both  +        +       +     +         +         +         +      +          +        +       >
notices:open                 -          post  +        +       +     +         +         +         +      +          +        +       >
notices:see-all              -          post  +        +       +     +         +         +         +      +          +        +       >
notices:unsee                -          post  +        +       +     +         +         +         +      +          +        +       >
notices:choose               -          both  +        +       +     +         +         +         +      +          +        +       >
notices:address              -          both  +        +       +     +         +         +         +      +          +        +       >
notices:confirm-address      -          both  +        +       +     +         +         +         +      +          +        +       >
notices:remove-address       -          post  +        +       +     +         +         +         +      +          +        +       >

oversight:log                -          both  x        +       x     x         x         +         +      +          x        x       >
oversight:outside-access     -          both  +        +       x     x         x         x         +      +          x        x       >

find                         -          both  +        +       x     x         +         +         +      +          x        +       >
units:home                   -          both  +        +       x     x         +         +         +      +          x        +       >
units:tree                   -          both  +        +       x     x         +         +         +      +          x        +       >
units:branch                 unit       both  +        +       x     x         +         +++-      +      +++-       x        +       >
units:pick                   -          both  +        +       x     x         +         +         +      +          x        +       >
units:changes                -          both  +        +       x     x         +         +         +      +          x        +       >
units:amendment                    act        both  ++..     ++..    x     x         ++..      ++.-      ++..   ++.-       x        ++..    >
units:amendment-progress           act        both  ++..     ++..    x     x         ++..      ++.-      ++..   ++.-       x        ++..    >
units:undo-amendment               act        GET   x+..     x       x     x         x         x         x+..   xx.-       x        x       >
units:undo-amendment               act        POST  x+..     x       x     x         x         x         x+..   x+.-       x        x       >
units:reform                 -          both  x        x       x     x         x         x         x      x          x        x       >
units:detail                 unit       both  +        +       x     x         +         +++-      +      +++-       x        +       >
units:choose-amendment             unit       both  ++..     x       x     x         x         x         ++..   x+.-       x        x       >
units:change                 unit       both  x+..     x       x     x         x         x         x+..   x+.-       x        x       >
units:add-hamlet             unit       both  +...     x       x     x         x         x         x      x          x        x       >
units:imports                unit       both  +...     x       x     x         x         x         x      x          x        x       >
units:import-sample          unit       both  +...     x       x     x         x         x         x      x          x        x       >
units:import                 import     both  +-.-     x       x     x         x         -         x      x          x        x       >
units:undo-import            import     post  +-.-     x       x     x         x         -         x      x          x        x       >

tips:list                    -          both  +        +       +     +         +         +         x      x          x        +       >
tips:new                     -          both  +        x       +     +         x         x         x      x          x        x       >
tips:sent-above              -          both  +        x       +     +         x         x         x      x          x        x       >
tips:detail                  tip        both  ++..     ++..    .     .         ++..      ++.-      x      x          x        ++..    >
tips:duty-number             -          both  +        x       x     x         x         x         x      x          x        x       >
tips:open-informant          tip        post  xx..     x       x     x         xx..      xx.-      x      x          x        x       >
tips:redact                  tip        both  ++..     x       x     x         +x..      +x.-      x      x          x        x       >
tips:transition              tip        both  ++..     x       x     x         +x..      +x.-      x      x          x        x       >

units:bodies                 -          both  +        +       x     x         +         +         x      x          x        +       >
units:new-body               -          both  +        +       x     x         +         +         x      x          x        x       >
units:body                   body       both  ++..     ++..    x     x         ++..      ++.-      x      x          x        ++..    >
units:edit-body              body       both  ++..     ++..    x     x         +x..      +x.-      x      x          x        x       >
units:end-body               body       both  ++..     ++..    x     x         +x..      +x.-      x      x          x        x       >
units:reopen-body            body       post  ++..     ++..    x     x         +x..      +x.-      x      x          x        x       >
units:body-line              body       both  ++..     ++..    x     x         +x..      +x.-      x      x          x        x       >
units:undo-body-line         body       post  ++..     ++..    x     x         +x..      +x.-      x      x          x        x       >

groups:list                  -          both  +        +       +     x         +         +         x      x          x        +       >
groups:new                   -          both  +        x       x     x         x         x         x      x          x        x       >
groups:counts                -          both  +        +       +     x         +         +         x      x          x        +       >
groups:to-confirm            -          both  +        x       +     +         x         x         x      x          x        x       >
groups:undo-confirmations     -          post  +        x       +     +         x         x         x      x          x        x       >
groups:confirmations         -          both  +        +       +     x         +         +         x      x          x        +       >
groups:coverage              -          both  +        +       x     x         +         +         x      x          x        +       >
groups:base                  -          both  +        x       x     x         x         x         x      x          x        x       >
groups:rollout               -          both  +        +       x     x         +         +         x      x          x        +        >
groups:rollout-deadline      -          both  x        x       x     x         x         +         x      x          x        x        >
groups:rollout-remind        -          post  x        x       x     x         x         +         x      x          x        x        >
groups:note-stage            -          both  +        +       x     x         x         x         x      x          x        x        >
groups:take-back-stage       -          post  +        +       x     x         x         x         x      x          x        x        >
groups:detail                group      both  ++..     ++..    ++..  .         ++..      ++.-      x      x          x        ++..    >
groups:edit                  group      both  ++..     x       x     x         x         x         x      x          x        x       >
groups:count                 group      both  ++..     x       ++..  .         x         x         x      x          x        x       >
groups:confirm               group      both  ++..     x       ++..  .         x         x         x      x          x        x       >
groups:inspections           -          both   +         +         +         x         +         +         x         x         x         +         >
groups:inspect               group      both   ++..      ++..      x         x         ++..      ++.-      x         x         x         x         >
groups:inspection            inspection both   ++..      ++..      ++..      ....      ++..      ++.-      x         x         x         ++..      >
groups:edit-inspection       inspection both   +x..      +x..      x         x         +x..      +x.-      x         x         x         x         >
groups:withdraw-inspection   inspection post   +x..      +x..      x         x         +x..      +x.-      x         x         x         x         >
groups:finish-inspection     inspection both   ++..      +x..      ++..      ....      +x..      +x.-      x         x         x         x         >
groups:drop-inspection       inspection both   +x..      +x..      xx..      ....      +x..      +x.-      x         x         x         x         >
groups:reopen-inspection     closed-inspection both   +x..      +x..      xx..      ....      +x..      +x.-      x         x         x         x         >
groups:close                 group      both  ++..     x       x     x         x         x         x      x          x        x       >
groups:reopen                group      post  ++..     x       x     x         x         x         x      x          x        x       >
groups:qr                    group      both  ++..     ++..    ++..  .         ++..      ++.-      x      x          x        ++..    >

propaganda:list              -          both  +        +       x     x         +         +         x      x          x        +       >
propaganda:new               -          both  +        x       x     x         x         x         x      x          x        x       >
propaganda:relays            -          both  +        +       x     x         +         +         x      x          x        +       >
propaganda:to-relay          -          both  +        x       +     +         x         x         x      x          x        x       >
propaganda:relay             post       both  ++.+     x       ++.+  .         x         x         x      x          x        x       >
propaganda:undo-relay        post       post  ++..     x       ++..  .         x         x         x      x          x        x       >
propaganda:detail            post       both  ++..     ++..    x     x         ++..      ++.-      x      x          x        ++..    >
propaganda:withdraw          post       post  ++..     x       x     x         x         x         x      x          x        x       >

steering:directives          -          both  +        +       x     x         +         +         x      x          x        +        >
steering:letterhead          -          both  +        +       x     x         +         +         x      x          x        x        >
steering:new-directive       -          both  +        +       x     x         +         +         x      x          x        x        >
steering:read-file           -          both  +        +       x     x         +         +         x      x          x        x        >
steering:directive           directive  both  ++.+     ++.+    ....  ....      ++.+      ++.-      x      x          x        ++.+     >
steering:edit-directive      directive  both  +x.x     +x.x    x     x         +x.x      +x.-      x      x          x        x        >
steering:directive-file      directive  both  ++.+     ++.+    ....  ....      ++.+      ++.-      x      x          x        ++.+     >
steering:ask-answers         directive  both   +x.x      +x.x      x         x         +x.x      +x.-      x         x         x         x         >
steering:remind-answers      directive  post   +x.x      +x.x      x         x         +x.x      +x.-      x         x         x         x         >
steering:answer              request    both   ++..      ++..      ....      ....      ++..      ++.-      x         x         x         ++..      >
steering:answer              asked      both   ++..      ++..      +-..      ....      ++.-      -+--      x         x         x         ++..      >
steering:give-answer         asked      both   ++..      ++..      +-..      ....      ++.-      -+--      x         x         x         x         >
steering:correct-answer      given      both   ++..      ++..      +-..      ....      ++.-      -+--      x         x         x         x         >
steering:take-back-answer    given      both   ++..      ++..      +-..      ....      ++.-      -+--      x         x         x         x         >
steering:send-back-answer    given      both   x+..      x+..      x-..      ....      x+.-      -+--      x         x         x         x         >
steering:postpone-answer     asked      both   x+..      x+..      x-..      ....      x+.-      -+--      x         x         x         x         >
steering:withdraw-answer     asked      both   x+..      x+..      x-..      ....      x+.-      -+--      x         x         x         x         >
steering:restore-answer      recalled   both   x+..      x+..      x-..      ....      x+.-      -+--      x         x         x         x         >
steering:attach-file         directive  both  +x.x     +x.x    x     x         +x.x      +x.-      x      x          x        x        >
steering:detach-file         directive  both  +x.x     +x.x    x     x         +x.x      +x.-      x      x          x        x        >
steering:end-directive       directive  both  +x.x     +x.x    x     x         +x.x      +x.-      x      x          x        x        >
steering:restore-directive   directive  post  +x.x     +x.x    x     x         +x.x      +x.-      x      x          x        x        >
steering:activities          -          both  +        +       x     x         +         +         x      x          x        +        >
steering:new-activity        -          both  +        +       x     x         +         +         x      x          x        x        >
steering:activity            activity   both  ++..     ++..    x     x         ++..      ++.-      x      x          x        ++..     >
steering:edit-activity       activity   both  +x..     +x..    x     x         +x..      +x.-      x      x          x        x        >
steering:minutes             activity   both  ++..     ++..    x     x         ++..      ++.-      x      x          x        ++..     >
steering:attach-minutes      activity   both  +x..     +x..    x     x         +x..      +x.-      x      x          x        x        >
steering:detach-minutes      activity   both  +x..     +x..    x     x         +x..      +x.-      x      x          x        x        >
steering:withdraw-activity   activity   post  +x..     +x..    x     x         +x..      +x.-      x      x          x        x        >
steering:difficulties        -          both  +        +       +     +         +         +         x      x          x        +        >
steering:raise-difficulty    -          both  +        +       +     +         +         +         x      x          x        x        >
steering:difficulty          difficulty both  ++..     ++..    ....  ....      ++..      ++.-      x      x          x        ++..     >
steering:answer-difficulty   difficulty both  ++..     ++..    ....  ....      +x..      +x.-      x      x          x        x        >
steering:pass-up-difficulty  difficulty both  ++..     ++..    ....  ....      +x..      xx.-      x      x          x        x        >
steering:close-difficulty    difficulty both  xx..     xx..    ....  ....      xx..      xx.-      x      x          x        x        >
steering:reopen-difficulty   difficulty both  xx..     xx..    ....  ....      xx..      xx.-      x      x          x        x        >
steering:withdraw-difficulty difficulty both  xx..     xx..    ....  ....      xx..      xx.-      x      x          x        x        >
steering:restore-difficulty  difficulty both  xx..     xx..    ....  ....      xx..      xx.-      x      x          x        x        >
steering:new-finding         activity   both  +x..     +x..    x     x         +x..      +x.-      x      x          x        x        >
steering:findings            -          both  +        +       x     x         +         +         x      x          x        +        >
steering:finding             finding    both  ++..     ++..    ++..  ....      ++..      ++.-      x      x          x        ++..     >
steering:edit-finding        finding    both  +x..     +x..    x     x         +x..      +x.-      x      x          x        x        >
steering:finish-finding      finding    both  ++..     ++..    ++..  ....      +x..      +x.-      x      x          x        x        >
steering:drop-finding        finding    both  +x..     +x..    xx..  ....      +x..      +x.-      x      x          x        x        >
steering:reopen-finding      mended     both  +x..     +x..    xx..  ....      +x..      +x.-      x      x          x        x        >
steering:assessments         -          both  +        +       x     x         +         +         x      x          x        +        >
steering:register-subjects   -          both  +        +       x     x         x         x         x      x          x        x        >
steering:unregister-subjects -          post  +        +       x     x         x         x         x      x          x        x        >
steering:assessment          sheet      both  ++.-     ++.-    x     x         -+--      -         x      x          x        ++.-     >
steering:judge-assessment    sheet      both  ++.-     ++.-    x     x         -x--      -         x      x          x        x        >
steering:propose-assessment  sheet      both  ++.-     ++.-    x     x         -x--      -         x      x          x        x        >
steering:withdraw-proposal   sheet      post  ++.-     ++.-    x     x         -x--      -         x      x          x        x        >
steering:decide-assessment   sheet      both  ++.-     ++.-    x     x         -x--      -         x      x          x        x        >
steering:reopen-assessment   sheet      post  ++.-     ++.-    x     x         -x--      -         x      x          x        x        >
steering:committee           unit       both  ++..     ++..    x     x         ++..      ++.-      x      x          x        ++..     >
steering:unit-settings       unit       both  +x..     +x..    x     x         +x..      +x.-      x      x          x        x        >
steering:new-board           unit       both  +x..     +x..    x     x         +x..      +x.-      x      x          x        x        >
steering:board-decision      board      both  ++..     ++..    x     x         ++..      ++.-      x      x          x        ++..     >
steering:edit-board          board      both  +x..     +x..    x     x         +x..      +x.-      x      x          x        x        >
steering:end-board           board      both  +x..     +x..    x     x         +x..      +x.-      x      x          x        x        >
steering:add-member          board      both  +x..     +x..    x     x         +x..      +x.-      x      x          x        x        >
steering:paste-members       board      both  +x..     +x..    x     x         +x..      +x.-      x      x          x        x        >
steering:edit-member         member     both  +x..     +x..    x     x         +x..      +x.-      x      x          x        x        >
steering:end-term            member     both  +x..     +x..    x     x         +x..      +x.-      x      x          x        x        >
steering:replace-member      member     both  +x..     +x..    x     x         +x..      +x.-      x      x          x        x        >
steering:take-back-member    member     post  +x..     +x..    x     x         +x..      +x.-      x      x          x        x        >
steering:plans               -          both   +        +        x     x     +         +         x      x          x        +        >
steering:new-plan            -          both   +        +        x     x     +         +         x      x          x        x        >
steering:copy-plan           -          both   +        +        x     x     +         +         x      x          x        x        >
steering:plan                plan       both   ++.+     ++.+     x     x     ++.+      ++.-      x      x          x        ++.+     >
steering:print-plan          plan       both   ++..     ++..     x     x     ++..      ++.-      x      x          x        ++..     >
steering:plan-paper          plan       both   ++..     ++..     x     x     ++..      ++.-      x      x          x        ++..     >
steering:edit-plan           plan       both   +x.x     +x.x     x     x     +x.x      +x.-      x      x          x        x        >
steering:begin-plan          draft-plan both   +x..     +x..     x     x     +x..      +x.-      x      x          x        x        >
steering:discard-plan        draft-plan post   +x..     +x..     x     x     +x..      +x.-      x      x          x        x        >
steering:recover-plan        draft-plan post   +x..     +x..     x     x     +x..      +x.-      x      x          x        x        >
steering:withdraw-plan       plan       post   +x.x     +x.x     x     x     +x.x      +x.-      x      x          x        x        >
steering:end-plan            plan       both   +x.x     +x.x     x     x     +x.x      +x.-      x      x          x        x        >
steering:resume-plan         plan       post   +x.x     +x.x     x     x     +x.x      +x.-      x      x          x        x        >
steering:plan-targets        plan       both   +x.x     +x.x     x     x     +x.x      +x.-      x      x          x        x        >
steering:plan-costs          plan       both   +x.x     +x.x     x     x     +x.x      +x.-      x      x          x        x        >
steering:add-task            plan       both   +x.x     +x.x     x     x     +x.x      +x.-      x      x          x        x        >
steering:own-tasks           -          both   +        +        +     +     +         +         x      x          x        x        >
steering:task                task       both   ++..     ++..     +-..  .     ++..      ++.-      x      x          x        ++..     >
steering:edit-task           task       both   +x..     +x..     x     x     +x..      +x.-      x      x          x        x        >
steering:report-task         task       both   +x..     +x..     +-..  .     +x..      +x.-      x      x          x        x        >
steering:drop-task           task       both   +x..     +x..     x     x     +x..      +x.-      x      x          x        x        >
steering:reopen-task         done-task  post   +x..     +x..     x-..  .     +x..      +x.-      x      x          x        x        >

reports:list                 -          both  +        +       +     x         +         +         x      x          x        +       >
reports:begin                -          post  +        +       +     x         +         +         x      x          x        x       >
reports:letterhead           -          both  +        +       +     x         +         +         x      x          x        x       >
reports:detail               report     both  ++..     ++..    ++..  x         ++..      ++.-      x      x          x        ++..    >
reports:detail               draft      both  +...     +...    +...  x         +...      +..-      x      x          x        +...    >
reports:paper                report     both  ++..     ++..    ++..  x         ++..      ++.-      x      x          x        ++..    >
reports:paper                draft      both  .        .       .     x         .         .         x      x          x        .       >
reports:edit                 report     GET   xx..     xx..    xx..  x         xx..      xx.-      x      x          x        x       >
reports:edit                 report     POST  +x..     +x..    +x..  x         +x..      +x.-      x      x          x        x       >
reports:edit                 draft      both  +...     +...    +...  x         +...      +..-      x      x          x        x       >
reports:issue                report     GET   xx..     xx..    xx..  x         xx..      xx.-      x      x          x        x       >
reports:issue                report     POST  +x..     +x..    +x..  x         +x..      +x.-      x      x          x        x       >
reports:issue                draft      both  +...     +...    +...  x         +...      +..-      x      x          x        x       >
reports:draw-again           report     post  ++..     ++..    ++..  x         ++..      ++.-      x      x          x        x       >
reports:download             report     both  ++..     ++..    ++..  x         ++..      ++.-      x      x          x        ++..    >
reports:download             draft      both  .        .       .     x         .         .         x      x          x        .       >

health                       -          GET   +        +       +     +         +         +         +      +          +        +       +
health                       -          POST  o        o       o     o         o         o         o      o          o        o       o

demo:personas                -          GET   +        +       +     +         +         +         +      +          +        +       +
demo:personas                -          POST  o        o       o     o         o         o         o      o          o        o       o
demo:enter                   -          post  .        .       .     .         .         .         .      .          .        .       .
"""
